export const drawRooms = () => ''
